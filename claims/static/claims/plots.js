// The four plots, each a Chart.js chart (Unfold brings the library on every page). No colour stands alone.
import { colours, pattern } from "./patterns.js";

const FONT = { family: "Inter, system-ui, sans-serif", size: 12 };
const LEAST = 220; // pixels of height, as figures.css has it
const LABEL = 62; // pixels that the name of a day takes
const OTHER = ["other", "cross"];
const REASONS = {
  "not a quote": ["danger", "stripes"], "scare quotes": ["warn", "dots"], title: ["occasion", "rows"],
  "wrong span": ["cue", "back"], duplicate: ["accent", "columns"], other: OTHER,
};

const whole = (colour, more = {}) => ({ color: colour, font: FONT, precision: 0, ...more });

function common(or, calm) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    locale: "en-GB",
    animation: calm ? false : { duration: 140 },
    interaction: { mode: "index", intersect: false },
    plugins: {
      legend: { position: "bottom", align: "start", labels: { color: or.ink, font: FONT, boxWidth: 16, boxHeight: 10, padding: 12 } },
      tooltip: {
        backgroundColor: or.ink, titleColor: or.paper, bodyColor: or.paper, footerColor: or.paper,
        titleFont: FONT, bodyFont: FONT, padding: 9, cornerRadius: 5, displayColors: false,
      },
    },
  };
}

/** Days along the bottom: as many names as fit, counted back from today. */
function days(or, series) {
  const last = series.length - 1;
  return {
    offset: true,
    grid: { display: false },
    border: { color: or.line },
    ticks: { color: or.quiet, font: FONT, autoSkip: false, maxRotation: 0, callback: (at) => (at === last ? "today" : series[at].label) },
    afterBuildTicks: (axis) => {
      const step = Math.ceil(series.length / Math.max(2, Math.floor(axis.width / LABEL)));
      axis.ticks = axis.ticks.filter((tick) => (last - tick.value) % step === 0);
    },
  };
}

const counts = (or, more = {}) => ({
  grid: { color: or.line },
  border: { display: false },
  ticks: whole(or.quiet, { maxTicksLimit: 5, ...more.ticks }),
  ...more.scale,
});

/** A band behind today, which is not over. */
const today = (or) => ({
  id: "today",
  beforeDatasetsDraw({ ctx, chartArea: area, scales: { x }, data }) {
    const at = data.labels.length - 1;
    const half = at ? (x.getPixelForValue(at) - x.getPixelForValue(at - 1)) / 2 : area.width / 2;
    const left = x.getPixelForValue(at) - half;
    ctx.save();
    ctx.fillStyle = pattern("plain", or.quiet, 0.14);
    ctx.fillRect(left, area.top, area.right - left, area.height);
    ctx.restore();
  },
});

const namesDay = (series) => ({ title: ([item]) => (series[item.dataIndex].unfinished ? `${series[item.dataIndex].label}, so far` : series[item.dataIndex].label) });

function queue(or, series, options) {
  const last = series.length - 1;
  const pending = series.map((day) => day.pending);
  options.plugins.legend.display = false;
  options.plugins.tooltip.callbacks = { ...namesDay(series), label: (item) => `${item.formattedValue} waiting` };
  // A long queue that hardly changes would be a flat line far above zero.
  const fromZero = Math.min(...pending) < Math.max(...pending) / 2;
  options.scales = { x: days(or, series), y: counts(or, { scale: { beginAtZero: fromZero, grace: "8%" } }) };
  const dataset = {
    label: "Waiting",
    data: pending,
    borderColor: or.accent,
    borderWidth: 2,
    backgroundColor: pattern("plain", or.accent, 0.09),
    fill: fromZero, // the ground under a line tells how much only where it reaches down to nothing
    tension: 0,
    segment: { borderDash: (part) => (part.p1DataIndex === last ? [4, 4] : undefined) },
    pointRadius: series.map((_, at) => (at === last ? 4 : series.length > 31 ? 0 : 2)),
    pointBackgroundColor: series.map((_, at) => (at === last ? or.panel : or.accent)),
    pointBorderColor: or.accent,
    pointBorderWidth: series.map((_, at) => (at === last ? 2 : 0)),
    pointHitRadius: 12,
  };
  return { type: "line", data: { labels: series.map((day) => day.label), datasets: [dataset] }, options, plugins: [today(or)] };
}

function decisions(or, series, options) {
  const stack = (label, colour, kind, of) => ({
    label,
    data: series.map(of),
    backgroundColor: pattern(kind, colour, kind === "plain" ? 1 : 0.2),
    borderColor: colour,
    borderWidth: series.length > 31 ? 0 : 1,
    maxBarThickness: 26,
    categoryPercentage: 0.84,
    barPercentage: 1,
  });
  options.plugins.tooltip.callbacks = { ...namesDay(series), label: (item) => `${item.dataset.label.toLowerCase()}: ${Math.abs(item.raw).toLocaleString("en-GB")}` };
  options.scales = {
    x: { ...days(or, series), stacked: true },
    y: counts(or, { scale: { stacked: true, beginAtZero: true }, ticks: { callback: (value) => Math.abs(value).toLocaleString("en-GB") } }),
  };
  const datasets = [
    stack("Accepted", or.good, "plain", (day) => day.accepted),
    stack("Rejected", or.danger, "stripes", (day) => day.rejected),
    stack("Put back", or.quiet, "dots", (day) => -day.put_back),
  ];
  return { type: "bar", data: { labels: series.map((day) => day.label), datasets }, options, plugins: [today(or)] };
}

/** The interval of each share, drawn over the end of its bar. */
const whiskers = (or, series) => ({
  id: "whiskers",
  afterDatasetsDraw(chart) {
    const { ctx, scales: { x } } = chart;
    ctx.save();
    for (const [colour, width] of [[or.panel, 5], [or.ink, 2]]) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.lineCap = "round";
      for (const [at, { y }] of chart.getDatasetMeta(0).data.entries()) {
        const [low, high] = series[at].interval.map((share) => x.getPixelForValue(share * 100));
        ctx.beginPath();
        ctx.moveTo(low, y);
        ctx.lineTo(high, y);
        for (const end of [low, high]) {
          ctx.moveTo(end, y - 5);
          ctx.lineTo(end, y + 5);
        }
        ctx.stroke();
      }
    }
    ctx.restore();
  },
});

function engines(or, series, options) {
  const part = (label, fill, colour, of) => ({
    label,
    data: series.map((row) => (100 * of(row)) / row.decided),
    numbers: series.map(of),
    backgroundColor: fill,
    borderColor: colour,
    borderWidth: 1,
    barThickness: 24,
  });
  const datasets = [part("Accepted", pattern("plain", or.good, 1), or.good, (row) => row.accepted)];
  for (const reason of Object.keys(series[0].reasons)) {
    const [colour, kind] = REASONS[reason] ?? OTHER;
    datasets.push(part(reason, pattern(kind, or[colour]), or[colour], (row) => row.reasons[reason]));
  }
  const share = (item) => `${item.dataset.label}: ${item.dataset.numbers[item.dataIndex]} of ${series[item.dataIndex].decided} (${Math.round(item.raw)} %)`;
  options.indexAxis = "y";
  options.interaction.axis = "y";
  options.plugins.tooltip.callbacks = { label: share };
  options.plugins.tooltip.filter = (item) => item.raw > 0;
  options.scales = {
    x: counts(or, { scale: { stacked: true, min: 0, max: 100 }, ticks: { stepSize: 25, callback: (value) => `${value} %` } }),
    y: { stacked: true, grid: { display: false }, border: { color: or.line }, ticks: { color: or.ink, font: FONT } },
  };
  const labels = series.map((row) => [row.engine, row.version]);
  return { type: "bar", data: { labels, datasets }, options, plugins: [whiskers(or, series)], height: 110 + 46 * series.length };
}

function agreement(or, series, options) {
  const fills = series.map((row) => (row.agreed ? pattern("plain", or.good, 1) : pattern("stripes", or.warn)));
  const inks = series.map((row) => (row.agreed ? or.good : or.warn));
  options.indexAxis = "y";
  options.interaction.axis = "y";
  options.plugins.legend.display = false;
  options.plugins.tooltip.callbacks = { label: (item) => `${item.formattedValue} ${item.raw === 1 ? "reading" : "readings"}` };
  options.scales = {
    x: counts(or, { scale: { beginAtZero: true } }),
    y: { grid: { display: false }, border: { color: or.line }, ticks: { color: or.ink, font: FONT } },
  };
  const dataset = { label: "Readings", data: series.map((row) => row.count), backgroundColor: fills, borderColor: inks, borderWidth: 1, barThickness: 20 };
  return { type: "bar", data: { labels: series.map((row) => row.label), datasets: [dataset] }, options, height: 40 + 34 * series.length };
}

const KINDS = { queue, decisions, engines, agreement };

/** Draw one plot of the first page; `calm` leaves out all motion. Returns the chart. */
export function draw(key, canvas, series, calm) {
  const or = colours(canvas);
  const { height = LEAST, ...config } = KINDS[key](or, series, common(or, calm));
  canvas.parentElement.style.height = `${Math.max(LEAST, height)}px`;
  return new window.Chart(canvas, config);
}
