/** One period of a report, summed. */
import { PeriodPage } from '#ui/rounds';

export default PeriodPage;
