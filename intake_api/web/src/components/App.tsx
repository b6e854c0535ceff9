import { askWhoIsHere, unreachable, user } from "../state/session";
import { t } from "../texts/texts";
import { SignIn } from "./SignIn";
import { Workstation } from "./Workstation";

export function App() {
  if (unreachable.value) return <Unreachable />;
  if (user.value === undefined) return null;
  return user.value === null ? <SignIn /> : <Workstation />;
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
