export { trackOrder } from './track-order/index.ts';
