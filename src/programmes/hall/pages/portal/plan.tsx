/** Where things are in the hall: floors and sides as they are written at the areas, with the windows there. */
import type { AreaView } from '../../reads.ts';

/** `一楼东侧` → `一楼`, `东侧`. */
const split = (place: string): [floor: string, side: string] => {
  const m = /^(.{1,2}楼)(.*)$/.exec(place);
  return m ? [m[1]!, m[2]!.trim() || '大厅'] : ['大厅', place];
};

export function HallPlan({ areas }: { areas: readonly AreaView[] }) {
  const floors = [...new Set(areas.map(a => split(a.place)[0]))];
  return (
    <section className="stack" aria-labelledby="hall-plan">
      <h2 id="hall-plan">位置</h2>
      {floors.map(floor => {
        const here = areas.filter(a => split(a.place)[0] === floor);
        const sides = [...new Set(here.map(a => split(a.place)[1]))];
        return (
          <div key={floor} className="hall-floor">
            <h3>{floor}</h3>
            <div className="hall-sides">
              {sides.map(side => (
                <div key={side} className="hall-side">
                  <p className="muted">{side}</p>
                  <ul>
                    {here
                      .filter(a => split(a.place)[1] === side)
                      .map(a => (
                        <li key={a.id}>
                          <span>{a.name.replace(/服务区$/, '')}</span>
                          <b>{a.windows.map(w => w.number).join('、')} 号</b>
                        </li>
                      ))}
                  </ul>
                </div>
              ))}
            </div>
          </div>
        );
      })}
    </section>
  );
}
