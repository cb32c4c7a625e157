// Talking to the server, and telling in plain words when it does not answer as it should.

/** The CSRF token of the present session; it changes when the person signs in again in another tab. */
export function csrf() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** What went wrong with an answer, for a person; `status` 0 is no answer at all. */
export function trouble(status, address) {
  if (address?.includes("/login/")) {
    return { message: "Your session has ended. Sign in again in another tab, then press the button once more. What you typed is kept.", where: "/admin/login/" };
  }
  if (status === 0) return { message: "The server does not answer. What you typed is kept; try again in a moment." };
  if (status === 403) return { message: "The server refused this: your rights or your session may have changed. What you typed is kept; load the page again.", where: location.href };
  if (status === 404) return { message: "This is not there any more, or you may not see it." };
  return { message: `The server answered with an error (${status}). What you typed is kept; try again, and tell an administrator if it stays so.` };
}

/** POST `fields`; returns {ok, data} or {ok: false, message, where}. */
export async function send(url, fields) {
  try {
    const body = new URLSearchParams(fields);
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" } });
    if (!answer.headers.has("X-Desk")) return { ok: false, ...trouble(answer.status, answer.url) };
    if (answer.ok) return { ok: true, data: answer.status === 204 ? null : await answer.json() };
    const told = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}");
    return { ok: false, message: told.refused?.message ?? trouble(answer.status, answer.url).message };
  } catch {
    return { ok: false, ...trouble(0) };
  }
}

/** POST `fields` for JSON; returns {status, data, message}, with a message wherever it is not 2xx; status 0 is no answer. */
export async function post(url, fields) {
  try {
    const body = new URLSearchParams(fields);
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
    if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) return { ...trouble(answer.status, answer.url), status: 0 };
    const data = await answer.json();
    return { status: answer.status, data, message: data.message ?? trouble(answer.status, answer.url).message };
  } catch {
    return { ...trouble(0), status: 0 };
  }
}

/** Let HTMX speak as this module does; `fail` is called with the message and a place to go. */
export function wire(fail) {
  const { htmx } = window;
  htmx.config.historyCacheSize = 0;
  htmx.config.refreshOnHistoryMiss = true;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.defaultSettleDelay = 0; // what is on the page answers at once
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = csrf();
    event.detail.parameters.delete?.("csrfmiddlewaretoken");
    delete event.detail.parameters.csrfmiddlewaretoken;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.getResponseHeader("X-Desk")) {
      event.detail.isError = false;
      if (xhr.status !== 204 && xhr.responseText) event.detail.shouldSwap = true;
      return;
    }
    event.detail.shouldSwap = false;
    const { message, where } = trouble(xhr.status, xhr.responseURL);
    fail(message, where);
  });
  document.addEventListener("htmx:sendError", () => fail(trouble(0).message));
}
