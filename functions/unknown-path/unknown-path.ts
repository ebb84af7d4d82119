// A path that nothing answers gets a problem document like every other "no".
import { problems } from '../../shared/http/problem.ts';

export const unknownPath = async (): Promise<never> => {
  throw problems.notFound('There is nothing at this path, or not with this method.');
};
