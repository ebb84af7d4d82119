// Stands in for the SDK's credential chain in every bundle: Lambda hands credentials over in the environment, so that
// the files, processes and sign-ins that the chain would ask need not be carried along.

/** Example: `await defaultProvider()()` answers what AWS_ACCESS_KEY_ID and its siblings hold. */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('The environment holds no AWS credentials.');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};
