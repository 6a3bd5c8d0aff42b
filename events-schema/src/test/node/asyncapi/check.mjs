// Prints what AsyncAPI's own parser finds wrong with a document, one line each; ends with status 1 when there is an error.
// usage: node check.mjs DOCUMENT
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";
import { AvroSchemaParser } from "@asyncapi/avro-schema-parser";

const ERROR = 0;
const file = process.argv[2];
const parser = new Parser();
parser.registerSchemaParser(AvroSchemaParser());
const { document, diagnostics } = await parser.parse(readFileSync(file, "utf8"), { source: file });
for (const { severity, code, path, message } of diagnostics) {
  console.log(`${severity === ERROR ? "error" : "note"} ${code} at ${path.join(".")}: ${message}`);
}
if (!document || diagnostics.some(({ severity }) => severity === ERROR)) {
  process.exit(1);
}
const channels = document.channels().all();
console.log(`${channels.length} channels, ${document.operations().all().length} operations, ${document.messages().all().length} messages`);
