/** One unit's report of a period. */
import { ReportPage } from '#ui/rounds';

export default ReportPage;
