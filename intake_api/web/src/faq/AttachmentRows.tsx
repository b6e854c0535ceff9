import { Icon } from "../components/Icon";
import { useAttempt } from "../components/useAttempt";
import { fileSize } from "../texts/format";
import { LANGUAGES, t } from "../texts/texts";
import type { Language } from "../types";
import { contentOfFile, uploadFile } from "./api";
import { draft } from "./editing";
import type { Attachment } from "./types";

interface Props {
  attachments: readonly Attachment[];
  readOnly: boolean;
  onChange: (attachments: Attachment[]) => void;
}

/** For every language, under the name it has here. */
const kept = async (file: File): Promise<Attachment> => ({ ...(await uploadFile(file)), name: file.name, locale: null });

/** Files beside the answer: kept by the server at once, part of the article when it is saved. */
export function AttachmentRows({ attachments, readOnly, onChange }: Props) {
  const { busy, problem, attempt } = useAttempt();
  const put = (index: number, made: readonly Attachment[]) =>
    onChange([...attachments.slice(0, index), ...made, ...attachments.slice(index + 1)]);

  const add = (field: HTMLInputElement) =>
    void attempt(async () => {
      const made = await Promise.all([...(field.files ?? [])].map(kept));
      // Of the fields as they are now: they may have changed while the bytes travelled.
      onChange([...(draft.peek()?.attachments ?? attachments), ...made]);
      field.value = "";
    });

  return (
    <fieldset class="labels" disabled={readOnly || busy.value}>
      <legend>{t("article.attachments")}</legend>
      <ul class="button-rows">
        {attachments.map((one, index) => (
          <li key={`${one.sha256}:${index}`}>
            <a href={contentOfFile(one.sha256, one.name)} download={one.name}>
              {one.name}
            </a>
            <span class="quiet">{fileSize(one.size)}</span>
            <label>
              {t("article.attachment_language")}
              <select
                value={one.locale ?? ""}
                onChange={(event) => put(index, [{ ...one, locale: (event.currentTarget.value || null) as Language | null }])}
              >
                <option value="">{t("article.every_language")}</option>
                {LANGUAGES.map((language) => (
                  <option key={language} value={language} selected={language === one.locale}>
                    {t(`language.own.${language}`)}
                  </option>
                ))}
              </select>
            </label>
            <button type="button" class="plain" aria-label={t("article.attachment_remove", { name: one.name })} onClick={() => put(index, [])}>
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {!readOnly && (
        <label>
          {t("article.attachment_add")}
          <input type="file" multiple onChange={(event) => add(event.currentTarget)} />
        </label>
      )}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
