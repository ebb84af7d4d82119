// Figures for alarms and the dashboard: one line on standard output that CloudWatch counts (embedded metric format).
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Counts something. `of` tells apart what is counted: a few known values each, never an id of a customer or order. */
export type Count = (name: string, value: number, of: Readonly<Record<string, string>>) => void;

const metrics = new Metrics({ namespace: 'Touchpoint', serviceName: 'touchpoint' });

/** @example count('JourneyEvents', 1, { shop: 'demo', type: 'ParcelScanned' }) */
export const count: Count = (name, value, of) => {
  const figure = metrics.singleMetric();
  for (const [dimension, text] of Object.entries(of)) figure.addDimension(dimension, text);
  figure.addMetric(name, MetricUnit.Count, value);
};
