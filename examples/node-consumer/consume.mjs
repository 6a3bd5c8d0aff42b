// Prints Rollcall's commands, one JSON object a line: the attributes of CloudEvents from the headers, the command from the value.
import { parseArgs } from "node:util";
import cloudevents from "cloudevents";
import kafkajs from "kafkajs";
import registryClient from "@kafkajs/confluent-schema-registry";

const { CloudEvent, Kafka: binding } = cloudevents;
const { Kafka, logLevel } = kafkajs;
const { SchemaRegistry } = registryClient;

const { values: options } = parseArgs({
  options: {
    brokers: { type: "string", default: "127.0.0.1:9092" },
    registry: { type: "string", default: "http://127.0.0.1:8081" },
    prefix: { type: "string", default: "rollcall" },
    type: { type: "string" },
    limit: { type: "string", default: "0" },
  },
});
const topic = `${options.prefix}.commands`;
const limit = Number(options.limit);
if (!Number.isSafeInteger(limit) || limit < 0) {
  console.error(`--limit ${options.limit}: it is a whole number, 0 for no limit`);
  process.exit(2);
}

const registry = new SchemaRegistry({ host: options.registry });
const kafka = new Kafka({ clientId: "rollcall-commands", brokers: options.brokers.split(","), logLevel: logLevel.ERROR });
// A group of its own and no committed offsets: each run reads from the beginning. Aborted transactions are left out, which is kafkajs' default.
const groupId = `rollcall-commands-${process.pid}`;
// What fails is tried again a few times, for about ten seconds, and then ends it: whoever runs it starts it again.
const consumer = kafka.consumer({ groupId, retry: { restartOnFailure: async () => false } });

/** The record's attributes, read by CloudEvents' own library; null for a record without them. */
function attributes({ headers, value }) {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString("utf8")]));
  const message = { headers: texts, key: "", value, body: value };
  return binding.isEvent(message) ? binding.toEvent(message) : null;
}

let printed = 0;
async function print({ partition, message }) {
  const event = attributes(message);
  // The header tells the kind of command before anything is decoded.
  if (message.value === null || (options.type && event?.type !== options.type) || (limit && printed >= limit)) {
    return;
  }
  const { id, source, type, subject, time, specversion, datacontenttype } = event ?? {};
  const command = await registry.decode(message.value);
  // A union's value stands under the name of its type.
  const [wish] = Object.keys(command.wish);
  console.log(
    JSON.stringify({
      specversion, id, source, type, subject, time, datacontenttype,
      partition, offset: Number(message.offset), key: message.key.toString("utf8"), wish, command,
    }),
  );
  printed += 1;
  if (limit && printed === limit) {
    stop();
  }
}

let ending = false;

/** Leaves nothing behind and ends; nothing that goes wrong in that is worth another status. */
async function stop(status = 0) {
  if (ending) {
    return;
  }
  ending = true;
  const admin = kafka.admin();
  try {
    await consumer.disconnect();
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch (error) {
    console.error(`group ${groupId} stays behind: ${error.message}`);
  } finally {
    await admin.disconnect().catch(() => {});
    process.exit(status);
  }
}

/** Nothing can be read: says why, in a line, and ends with status 1. */
function fail(error) {
  console.error(`${topic} cannot be read: ${error.message}`);
  return stop(1);
}

process.on("SIGINT", () => stop()).on("SIGTERM", () => stop());
// A crash ends kafkajs' consumer without a word to the program.
consumer.on(consumer.events.CRASH, ({ payload }) => {
  if (!payload.restart) {
    fail(payload.error);
  }
});
try {
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ autoCommit: false, eachMessage: print });
} catch (error) {
  await fail(error);
}
