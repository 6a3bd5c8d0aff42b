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

const registry = new SchemaRegistry({ host: options.registry });
const kafka = new Kafka({ clientId: "rollcall-commands", brokers: options.brokers.split(","), logLevel: logLevel.ERROR });
// A group of its own and no committed offsets: each run reads from the beginning. Aborted transactions are left out, which is kafkajs' default.
const consumer = kafka.consumer({ groupId: `rollcall-commands-${process.pid}` });

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

function stop() {
  consumer.disconnect().then(() => process.exit(0));
}

process.on("SIGINT", stop).on("SIGTERM", stop);
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({ autoCommit: false, eachMessage: print });
