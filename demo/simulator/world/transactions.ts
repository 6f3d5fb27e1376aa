import { guidFrom, randomFrom } from './random.ts';

const dayMs = 86_400_000;

export interface Transaction {
  Date: string;
  Code: null;
  Description: string;
  Debit: number | null;
  Credit: number | null;
  Balance: number;
  Id: string;
}

/** Money in is positive. */
interface Movement {
  description: string;
  cents: number;
}

type Habit = (day: Date, random: () => number) => Movement[];

/** What a day brings to each kind of account: pay every second Friday, rent on the 1st, coffee most mornings. */
const habits = {
  chequing(day, random) {
    const date = day.getUTCDate();
    const fortnight = Math.floor(day.getTime() / dayMs / 7) % 2 === 0;
    return [
      when(day.getUTCDay() === 5 && fortnight, 'PAYROLL DEPOSIT - NORDIQUE LOGICIEL INC', 197_318),
      when(date === 1, 'RENT - IMMEUBLES BEAUBIEN', -164_000),
      when(date === 3, 'HYDRO-QUEBEC PRE-AUTHORIZED', -between(random, 6_200, 11_800)),
      when(date === 7, 'VIDEOTRON INTERNET', -7_895),
      when(date === 12, 'STM MONTHLY PASS', -10_000),
      when(date === 15, 'TRANSFER TO SAVINGS', -40_000),
      when(date === 22, 'VISA PAYMENT - THANK YOU', -85_000),
      when(date === 20, 'CANADA CHILD BENEFIT', 31_250),
      when(random() < 0.34, pick(random, groceries), -between(random, 1_800, 9_400)),
      when(random() < 0.55, pick(random, coffee), -between(random, 340, 890)),
      when(random() < 0.06, 'INTERAC E-TRANSFER RECEIVED', between(random, 1_500, 9_000)),
      when(random() < 0.05, 'ATM WITHDRAWAL', -6_000),
    ].flat();
  },
  joint(day, random) {
    const date = day.getUTCDate();
    return [
      when(date === 2 || date === 16, 'INTERAC E-TRANSFER - HOUSEHOLD', 62_000),
      when(date === 5, 'DAYCARE - CPE LES MOUSSAILLONS', -18_700),
      when(date === 9, 'HOME INSURANCE', -6_340),
      when(date === 18, 'CAR LOAN PAYMENT', -31_900),
      when(random() < 0.22, pick(random, groceries), -between(random, 2_900, 11_500)),
      when(random() < 0.08, 'PETRO-CANADA', -between(random, 3_500, 7_800)),
    ].flat();
  },
  savings(day) {
    const last = new Date(day.getTime() + dayMs).getUTCDate() === 1;
    return [
      when(day.getUTCDate() === 15, 'TRANSFER FROM CHEQUING', 40_000),
      when(last, 'INTEREST PAID', 2_318),
    ].flat();
  },
  card(day, random) {
    const date = day.getUTCDate();
    return [
      when(date === 22, 'PAYMENT - THANK YOU', 85_000),
      when(date === 4, 'SPOTIFY P0A1B2', -1_129),
      when(date === 11, 'NETFLIX.COM', -1_899),
      when(random() < 0.28, pick(random, restaurants), -between(random, 1_450, 7_600)),
      when(random() < 0.14, pick(random, shops), -between(random, 1_900, 12_400)),
    ].flat();
  },
} satisfies Record<string, Habit>;

const groceries = ['METRO #0342', 'PROVIGO LE MARCHE', 'IGA EXTRA', 'MAXI MONTREAL', 'MARCHE JEAN-TALON'];
const coffee = ['TIM HORTONS #2211', 'CAFE OLIMPICO', 'SECOND CUP', 'CREMY PATISSERIE'];
const restaurants = ['ST-HUBERT EXPRESS', 'BOUSTAN', 'UBER EATS', 'SCHWARTZ DELI', 'RESTAURANT L EXPRESS'];
const shops = ['PHARMAPRIX', 'CANADIAN TIRE', 'RONA', 'AMAZON.CA', 'SIMONS', 'DOLLARAMA'];

export type AccountKind = keyof typeof habits;

interface AccountHistory {
  seed: string;
  kind: AccountKind;
  /** The lowest balance of the year, from which the others follow. */
  floorCents: number;
  days: number;
  now: number;
}

/** The newest first. A day's movements depend on the day alone, so yesterday's are the same tomorrow. */
export function transactionsOf({ seed, kind, floorCents, days, now }: AccountHistory): {
  transactions: Transaction[];
  balanceCents: number;
} {
  const today = Math.floor(now / dayMs);
  const movements = [];
  for (let day = today - 364; day <= today; day += 1) {
    const date = new Date(day * dayMs);
    for (const movement of habits[kind](date, randomFrom(`${seed}/${day}`)))
      movements.push({ ...movement, day });
  }
  let balance = 0;
  let lowest = 0;
  for (const { cents } of movements) {
    balance += cents;
    lowest = Math.min(lowest, balance);
  }
  balance = floorCents - lowest;
  const transactions = movements.map(({ description, cents, day }, index) => {
    balance += cents;
    return {
      Date: new Date(day * dayMs).toISOString().slice(0, 10),
      Code: null,
      Description: description,
      Debit: cents < 0 ? -cents / 100 : null,
      Credit: cents > 0 ? cents / 100 : null,
      Balance: balance / 100,
      Id: guidFrom(`${seed}/${day}/${index}/${description}`),
    };
  });
  const first = new Date((today - days + 1) * dayMs).toISOString().slice(0, 10);
  return { transactions: transactions.filter(each => each.Date >= first).reverse(), balanceCents: balance };
}

function when(happens: boolean, description: string, cents: number): Movement[] {
  return happens ? [{ description, cents }] : [];
}

function between(random: () => number, low: number, high: number) {
  return Math.round(low + random() * (high - low));
}

function pick(random: () => number, names: readonly string[]) {
  return names[Math.floor(random() * names.length)] ?? '';
}
