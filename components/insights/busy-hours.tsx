import type { InsightsView } from "@/lib/domains/insights/schema";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const shown = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** In which hours of the week visitors ask: the more, the darker. */
export function BusyHours({ byHour }: { byHour: InsightsView["byHour"] }) {
  const counts = new Map(
    byHour.map(({ weekday, hour, questions }) => [`${weekday} ${hour}`, questions]),
  );
  const most = Math.max(1, ...counts.values());
  return (
    // Its own place for what is hidden in it, which else makes the page wider.
    <div tabIndex={0} role="region" aria-label="Busiest hours" className="relative overflow-x-auto">
      <table className="w-full min-w-2xl table-fixed border-separate border-spacing-0.5 text-xs text-muted">
        <thead>
          <tr>
            <td className="w-10" />
            {HOURS.map((hour) => (
              <th key={hour} scope="col" className="font-normal tabular-nums">
                <span className="sr-only">{shown(hour)}</span>
                <span aria-hidden>{hour % 3 === 0 ? hour : ""}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((name, index) => (
            <tr key={name}>
              <th scope="row" className="pr-2 text-left font-normal">
                {name}
              </th>
              {HOURS.map((hour) => {
                const questions = counts.get(`${index + 1} ${hour}`) ?? 0;
                const words = `${name} ${shown(hour)}: ${questions}`;
                return (
                  <td
                    key={hour}
                    title={words}
                    className="relative h-6 overflow-hidden rounded-sm bg-subtle"
                  >
                    <span
                      aria-hidden
                      className="absolute inset-0 bg-accent"
                      style={{ opacity: questions === 0 ? 0 : 0.2 + (0.8 * questions) / most }}
                    />
                    <span className="sr-only">{questions}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
