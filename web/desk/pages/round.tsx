/** One kind of report, its periods and units. */
import { RoundPage } from '#ui/rounds';

export default RoundPage;
