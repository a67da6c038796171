export default function Contact() {
  return (
    <section>
      <h1>Contact</h1>
      <p>Ring the bell, or write to house@threetrees.example.</p>
    </section>
  );
}
