import { askWhoIsHere, owes, unreachable, user } from "../state/session";
import { t } from "../texts/texts";
import { DebtPages } from "./AdminPages";
import { SignIn } from "./SignIn";
import { Workstation } from "./Workstation";

export function App() {
  if (unreachable.value) return <Unreachable />;
  if (user.value === undefined) return null;
  if (user.value === null) return <SignIn />;
  return owes.value ? <DebtPages /> : <Workstation />;
}

function Unreachable() {
  return (
    <main class="door">
      <section class="card" role="alert">
        <h1>{t("unreachable.title")}</h1>
        <p>{t("unreachable.text")}</p>
        <button type="button" class="primary" onClick={() => void askWhoIsHere()}>
          {t("try_again")}
        </button>
      </section>
    </main>
  );
}
