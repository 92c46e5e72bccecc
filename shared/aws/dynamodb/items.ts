import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Attributes of an item: text and numbers are all that ours have. What is undefined is left out. */
export type Item = Readonly<Record<string, string | number | undefined>>;

/** The primary key of an item. */
export type Key = Readonly<{ pk: string; sk: string }>;

/** An item as DynamoDB's protocol writes it. */
export function toAttributes(item: Item): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined) continue;
    attributes[name] = typeof value === 'number' ? { N: String(value) } : { S: value };
  }
  return attributes;
}

/** An item as we read it; attributes of other types than our own are left out. */
export function fromAttributes(attributes: Readonly<Record<string, AttributeValue>>): Item {
  const item: Record<string, string | number> = {};
  for (const [name, { N, S }] of Object.entries(attributes)) {
    if (N !== undefined) item[name] = Number(N);
    else if (S !== undefined) item[name] = S;
  }
  return item;
}
