import { signOut } from '../features/session/signOut';
import { forgetRecent } from './recent';

/** Signs out on the member's own wish, so that the sign-in page does not speak of an ended session. */
export function leave(): void {
  window.dispatchEvent(new Event('usher:leave'));
  forgetRecent();
  void signOut();
}
