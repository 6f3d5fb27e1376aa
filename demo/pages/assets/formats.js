/** How numbers and dates are written in the language of the page. */
export class Formats {
  #locale;

  /** @param {'en' | 'fr'} language */
  constructor(language) {
    this.#locale = `${language}-CA`;
  }

  /**
   * @param {number} amount
   * @param {string} currency
   */
  money(amount, currency) {
    return new Intl.NumberFormat(this.#locale, { style: 'currency', currency }).format(amount);
  }

  /**
   * Money that came in or went out, with its sign.
   *
   * @param {number} amount
   * @param {string} currency
   */
  change(amount, currency) {
    const options = /** @type {const} */ ({ style: 'currency', currency, signDisplay: 'exceptZero' });
    return new Intl.NumberFormat(this.#locale, options).format(amount);
  }

  /** @param {number} value */
  number(value) {
    // Most figures are money, in which 937.5 reads like a mistake.
    const minimumFractionDigits = Number.isInteger(value) ? 0 : 2;
    return new Intl.NumberFormat(this.#locale, { minimumFractionDigits, maximumFractionDigits: 4 }).format(
      value,
    );
  }

  /** @param {number} value to a tenth */
  seconds(value) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return new Intl.NumberFormat(this.#locale, digits).format(value);
  }

  /** @param {string} date `YYYY-MM-DD` */
  date(date) {
    return this.#calendar(date, { dateStyle: 'medium' });
  }

  /** @param {string} month `YYYY-MM` */
  month(month) {
    return this.#calendar(`${month}-01`, { year: 'numeric', month: 'short' });
  }

  /** @param {string} instant ISO 8601 */
  instant(instant) {
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
      new Date(instant),
    );
  }

  /**
   * A bank's date has no time and no zone: it must not move to the day before west of Greenwich.
   *
   * @param {string} date
   * @param {Intl.DateTimeFormatOptions} options
   */
  #calendar(date, options) {
    return new Intl.DateTimeFormat(this.#locale, { ...options, timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  }
}
