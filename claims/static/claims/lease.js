// Holds the item on the card: a lease of ten minutes, renewed while the editor is active, given back on leaving.
import { csrf, send } from "./net.js";

const EVERY_MS = 60_000;

export class Lease {
  constructor(card, { say, lost }) {
    this.card = card;
    this.url = card.dataset.hold;
    this.line = card.querySelector("[data-lease]");
    this.say = say;
    this.lost = lost;
    this.mine = null; // not known before the server has answered
    this.over = false;
    this.active = true;
    this.stirred = () => { this.active = true; };
    for (const event of ["keydown", "pointerdown", "input"]) document.addEventListener(event, this.stirred, { passive: true });
    this.left = () => this.leave();
    addEventListener("pagehide", this.left);
    this.timer = setInterval(() => this.renew(), EVERY_MS);
    this.ask();
  }

  renew() {
    if (!this.active) return; // nobody is here: the lease runs out by itself
    this.active = false;
    this.ask();
  }

  async ask(over = false) {
    const answer = await send(this.url, over ? { over: "yes" } : {});
    if (this.over) {
      if (answer.ok && answer.data.mine && !this.decided) this.give(); // it came after the editor had gone on
      return;
    }
    if (!answer.ok) {
      if (answer.message) this.lost(answer.message, answer.where);
      return;
    }
    const { mine, holder, until } = answer.data;
    const before = this.mine;
    this.mine = mine;
    this.card.toggleAttribute("data-held-by-another", !mine && Boolean(holder));
    this.line.replaceChildren();
    if (mine) this.line.textContent = `yours until ${until}`;
    else if (holder) {
      const name = document.createElement("b");
      name.textContent = holder;
      const take = document.createElement("button");
      Object.assign(take, { type: "button", className: "or-button or-small", textContent: "Take it over" });
      take.addEventListener("click", () => this.ask(true));
      this.line.append(name, ` is at it until ${until}. `, take);
      if (before) this.say(`${holder} has taken this one over. Your draft is kept.`);
    } else {
      this.line.textContent = "decided meanwhile";
      if (before) this.say("A colleague has decided this one meanwhile. Your draft is kept.");
    }
  }

  /** The decision has ended it: there is nothing to give back. */
  end() {
    this.decided = true;
    this.leave();
  }

  leave() {
    if (this.over) return;
    this.stop();
    this.over = true;
    if (this.mine !== false && !this.decided) this.give();
  }

  give() {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", csrf());
    navigator.sendBeacon(this.url.replace(/hold\/$/, "release/"), form);
  }

  stop() {
    clearInterval(this.timer);
    removeEventListener("pagehide", this.left);
    for (const event of ["keydown", "pointerdown", "input"]) document.removeEventListener(event, this.stirred);
  }
}
