const form = document.querySelector("#visit-form");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector("#visit-answer").textContent = `Thank you, ${form.elements.name.value}. We will write to you.`;
});
