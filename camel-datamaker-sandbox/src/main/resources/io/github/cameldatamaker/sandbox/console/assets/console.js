'use strict';
// Copies the text of the element that a button's data-copy names. Without this script, the text can be selected.
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-copy]');
  if (!button) {
    return;
  }
  navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
    .then(() => say(button, 'Copied'), () => say(button, 'Select the text to copy it'));
});

function say(button, text) {
  const before = button.dataset.label || (button.dataset.label = button.textContent);
  button.textContent = text;
  setTimeout(() => { button.textContent = before; }, 2000);
}

// Asks before a form is sent that cannot be undone. Its data-confirm is the question.
document.addEventListener('submit', event => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
  }
});
