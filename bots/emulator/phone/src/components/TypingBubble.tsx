// Three dots while the bot prepares an answer.
export function TypingBubble() {
  return (
    <div class="row in" aria-hidden="true">
      <div class="bubble typing">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
