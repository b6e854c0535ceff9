import { chooseTheme, theme, THEMES, type Theme } from "../state/theme";
import { t } from "../texts/texts";
import { Icon, type IconName } from "./Icon";

const ICONS: Record<Theme, IconName> = { system: "contrast", light: "sun", dark: "moon" };

/** One button that goes round: system, light, dark. */
export function ThemeSwitch() {
  const following = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? "system";
  const label = t(`theme.${theme.value}`);
  return (
    <button type="button" class="plain" aria-label={label} title={label} onClick={() => chooseTheme(following)}>
      <Icon name={ICONS[theme.value]} />
    </button>
  );
}
