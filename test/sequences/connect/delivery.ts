import type { MessagePlan } from './message.ts';

/** One message that has come to the page. */
export interface Delivery {
  readonly plan: MessagePlan;
  /** Comes out again in each event that the message causes. */
  readonly mark: string;
  /** The loginId or account id that it holds. */
  readonly secret: string;
  /** It has passed every check: from now on its data may be looked at. */
  mayBeRead: boolean;
}
