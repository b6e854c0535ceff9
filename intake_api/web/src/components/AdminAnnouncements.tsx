import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { fetchAnnouncements, postAnnouncement } from "../api/admin";
import { labelOf } from "../state/categories";
import { newKey } from "../state/keys";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Announcement, Labels } from "../types";
import { AnnouncementPreview } from "./AnnouncementPreview";
import { LabelFields, readLabels } from "./LabelFields";
import { useAttempt } from "./useAttempt";

/** Words to every citizen: written, looked at, and only then sent. */
export function AdminAnnouncements() {
  const earlier = useSignal<readonly Announcement[] | null>(null);
  const preview = useSignal<Labels | null>(null);
  const fault = useSignal<string | null>(null);
  const sent = useSignal(0);
  // Of one text: pressed twice, or tried again after a cut, it is still told once.
  const key = useRef(newKey());
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (earlier.value = await fetchAnnouncements());
  useEffect(() => void attempt(load), []);

  function look(event: SubmitEvent) {
    event.preventDefault();
    const texts = readLabels(new FormData(event.currentTarget as HTMLFormElement), "texts");
    fault.value = texts ? null : t("labels.missing");
    preview.value = texts;
    key.current = newKey();
  }

  const send = (texts: Labels) =>
    void attempt(async () => {
      await postAnnouncement(texts, key.current);
      preview.value = null;
      sent.value += 1;
      await load();
    });

  return (
    <section aria-label={t("admin.announcements")}>
      <form class="sheet" key={sent.value} onSubmit={look}>
        <LabelFields name="texts" legend={t("announcement.text")} labels={{}} required long />
        {(fault.value ?? (preview.value === null && problem.value)) && (
          <p class="problem" role="alert">
            {fault.value ?? problem.value}
          </p>
        )}
        <div class="dialog-foot">
          <button type="submit" class="primary">
            {t("announcement.preview")}
          </button>
        </div>
      </form>
      {sent.value > 0 && <p role="status">{t("announcement.sent")}</p>}
      <h2>{t("announcement.earlier")}</h2>
      {earlier.value?.length === 0 && <p class="empty quiet">{t("announcement.none")}</p>}
      <ul class="places">
        {earlier.value?.map((one) => (
          <li key={one.id}>
            <time class="quiet" dateTime={one.at}>
              {fullTime(one.at)}
            </time>
            <p class="words">
              <bdi>{labelOf(one.texts)}</bdi>
            </p>
          </li>
        ))}
      </ul>
      {preview.value && (
        <AnnouncementPreview
          texts={preview.value}
          busy={busy.value}
          problem={problem.value}
          onSend={() => preview.value && send(preview.value)}
          onClose={() => (preview.value = null)}
        />
      )}
    </section>
  );
}
