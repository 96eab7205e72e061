import type { Session } from '../session/session';
import type { Request } from '../wire/request';
import { type Rating, sendFeedback } from '../wire/sendFeedback';

/** What the visitor thinks of answers and conversations: sent, and kept so that a reload shows the same thumbs. */
export class Opinions {
  constructor(
    private readonly request: Request,
    private readonly session: Session,
    private readonly failed: (error: unknown) => void,
  ) {}

  readonly rated = (message: string): Rating | undefined => this.session.ratings[message];

  readonly rate = async (message: string, rating: Rating, comment?: string): Promise<void> => {
    await this.#send({ message, thumb: rating, ...(comment && { comment }) });
    this.session.keep({ ratings: { ...this.session.ratings, [message]: rating } });
  };

  readonly grade = (conversation: string, csat: number, comment?: string): Promise<void> =>
    this.#send({ conversation, csat, ...(comment && { comment }) });

  async #send(feedback: Parameters<typeof sendFeedback>[2]): Promise<void> {
    try {
      await sendFeedback(this.request, await this.session.token(), feedback);
    } catch (error) {
      this.failed(error);
      throw error;
    }
  }
}
