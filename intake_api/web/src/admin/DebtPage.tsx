// What somebody must do before anything else: choose a password, add a second factor.
import { LanguageSwitch } from "../components/LanguageSwitch";
import { Logo } from "../components/Logo";
import { askWhoIsHere, owes, signOut } from "../state/session";
import { t } from "../texts/texts";
import { PasswordForm } from "./PasswordForm";
import { SecondFactor } from "./SecondFactor";

export function DebtPage() {
  const again = () => void askWhoIsHere();
  const isPassword = owes.value === "password";
  return (
    <main class="door">
      <div class="card debt">
        <Logo />
        <h1>{t(isPassword ? "debt.password" : "debt.second_factor")}</h1>
        <p class="quiet">{t(isPassword ? "debt.password_text" : "debt.second_factor_text")}</p>
        {isPassword ? <PasswordForm onDone={again} /> : <SecondFactor onDone={again} />}
        <button type="button" class="link" onClick={() => void signOut()}>
          {t("sign_out")}
        </button>
        <LanguageSwitch />
      </div>
    </main>
  );
}
