import process from 'node:process';

/** Variables of AWS's own tools, which are theirs to read: infra looks for credentials in them and hands them on to CDK's command. */
export const ENVIRONMENT: Readonly<Record<string, string | undefined>> = process.env;
