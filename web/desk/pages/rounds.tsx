/** Reports that one owes or collects. */
import { RoundsPage } from '#ui/rounds';

export default RoundsPage;
