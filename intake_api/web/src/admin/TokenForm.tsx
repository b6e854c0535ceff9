import { useAttempt } from "../components/useAttempt";
import { known, t } from "../texts/texts";
import { makeToken } from "./api";
import { Problem } from "./Problem";
import type { NewToken } from "./types";

const DAYS = [7, 30, 90, 365] as const;

interface Props {
  scopes: readonly string[];
  onMade: (token: string) => void;
}

export function TokenForm({ scopes, onMade }: Props) {
  const { busy, problem, attempt } = useAttempt();
  const areas = [...new Set(scopes.map((one) => one.split(":")[0] ?? one))];

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const told = new FormData(form);
    const wish: NewToken = { name: String(told.get("name")), scopes: told.getAll("scope").map(String), days: Number(told.get("days")) };
    void attempt(async () => {
      onMade((await makeToken(wish)).token);
      form.reset();
    });
  }

  return (
    <details class="sheet">
      <summary>{t("tokens.add")}</summary>
      <form class="sheet" onSubmit={submit}>
        <div class="fields">
          <label>
            {t("tokens.name")}
            <input name="name" required maxLength={200} autocomplete="off" />
          </label>
          <label>
            {t("tokens.days")}
            <select name="days">
              {DAYS.map((one) => (
                <option key={one} value={one} selected={one === 90}>
                  {t("age.days", { n: one })}
                </option>
              ))}
            </select>
          </label>
        </div>
        <table class="scopes">
          <caption>{t("tokens.scopes")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("scopes.area")}</th>
              <th scope="col">{t("scopes.read")}</th>
              <th scope="col">{t("scopes.write")}</th>
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <tr key={area}>
                <th scope="row">{known(`area.${area}`, `area.${area}`)}</th>
                {(["read", "write"] as const).map((access) => (
                  <td key={access}>
                    {scopes.includes(`${area}:${access}`) && (
                      <input type="checkbox" name="scope" value={`${area}:${access}`} aria-label={`${known(`area.${area}`, `area.${area}`)}: ${t(`scopes.${access}`)}`} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <Problem text={problem.value} />
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={busy.value}>
            {t("tokens.make")}
          </button>
        </div>
      </form>
    </details>
  );
}
