/** How numbers and dates are written in the language of the page. */
export class Formats {
  readonly #locale: string;

  constructor(language: 'en' | 'fr') {
    this.#locale = `${language}-CA`;
  }

  money(amount: number, currency: string) {
    return new Intl.NumberFormat(this.#locale, { style: 'currency', currency }).format(amount);
  }

  /** Money that came in or went out, with its sign. */
  change(amount: number, currency: string) {
    const options = { style: 'currency', currency, signDisplay: 'exceptZero' } as const;
    return new Intl.NumberFormat(this.#locale, options).format(amount);
  }

  number(value: number) {
    // Most figures are money, in which 937.5 reads like a mistake.
    const minimumFractionDigits = Number.isInteger(value) ? 0 : 2;
    return new Intl.NumberFormat(this.#locale, { minimumFractionDigits, maximumFractionDigits: 4 }).format(
      value,
    );
  }

  /** @param value - to a tenth */
  seconds(value: number) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return new Intl.NumberFormat(this.#locale, digits).format(value);
  }

  /** @param date - `YYYY-MM-DD` */
  date(date: string) {
    return this.#calendar(date, { dateStyle: 'medium' });
  }

  /** @param month - `YYYY-MM` */
  month(month: string) {
    return this.#calendar(`${month}-01`, { year: 'numeric', month: 'short' });
  }

  /** @param instant - ISO 8601 */
  instant(instant: string) {
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
      new Date(instant),
    );
  }

  /** A bank's date has no time and no zone: it must not move to the day before west of Greenwich. */
  #calendar(date: string, options: Intl.DateTimeFormatOptions) {
    return new Intl.DateTimeFormat(this.#locale, { ...options, timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    );
  }
}
