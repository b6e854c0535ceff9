import { LANGUAGES, t } from "../texts/texts";
import type { Labels } from "../types";
import { Dialog } from "./Dialog";

interface Props {
  texts: Labels;
  busy: boolean;
  problem: string | null;
  onSend: () => void;
  onClose: () => void;
}

/** As citizens will read it, in each language. What is sent to everybody cannot be taken back. */
export function AnnouncementPreview({ texts, busy, problem, onSend, onClose }: Props) {
  return (
    <Dialog title={t("announcement.preview")} onClose={onClose}>
      {LANGUAGES.map((one) => (
        <section key={one} class="preview">
          <h3 class="quiet">{t(`language.own.${one}`)}</h3>
          <p class="bubble words" lang={one}>
            <bdi>{texts[one]}</bdi>
          </p>
        </section>
      ))}
      <p>
        <strong>{t("announcement.confirm")}</strong>
      </p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-foot">
        <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
          {t("cancel")}
        </button>
        <button type="button" class="primary" disabled={busy} onClick={onSend}>
          {t("announcement.send")}
        </button>
      </div>
    </Dialog>
  );
}
