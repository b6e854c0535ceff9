// A poll, to look at: nobody votes here.
export function PollCard({ question, options }: { question: string; options: { text: string }[] }) {
  return (
    <div class="poll">
      <b>{question}</b>
      <ul>
        {options.map((option, index) => (
          <li key={index}>{option.text}</li>
        ))}
      </ul>
    </div>
  );
}
