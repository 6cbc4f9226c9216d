// The practice office: a press on a person fills the form; a second thing to type is not needed.
(() => {
  const login = document.querySelector("input[name=login]");
  const password = document.querySelector("input[name=password]");
  const fill = (value) => {
    const from = document.querySelector("[data-practice-password]");
    if (!value || !from) return;
    login.value = value;
    password.value = from.dataset.practicePassword;
    document.querySelectorAll(".who").forEach((b) => b.setAttribute("aria-pressed", String(b.value === value)));
    document.querySelector("form button[type=submit]").focus();
  };
  document.querySelectorAll(".who").forEach((b) => b.addEventListener("click", () => fill(b.value)));
  document.querySelectorAll(".practice select").forEach((s) => s.addEventListener("change", () => fill(s.value)));
})();
