// A designed emptiness: what is not there, why, and what can be done.
interface Props {
  title: string;
  text?: string;
  action?: string;
  onAction?: () => void;
  busy?: boolean;
}

export function Nothing({ title, text, action, onAction, busy }: Props) {
  return (
    <section class="nothing" role="status">
      {busy ? <span class="spinner large" aria-hidden="true" /> : <img src="/phone/icon.svg" alt="" width="64" height="64" />}
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {action && (
        <button type="button" class="wide-button" onClick={onAction}>
          {action}
        </button>
      )}
    </section>
  );
}
