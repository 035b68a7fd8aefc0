// Usage: node client.mjs AUTHORITY PROTOS COMMAND [ARGUMENT] [API_KEY]; prints one JSON value.
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const [authority, protos, command, argument, apiKey] = process.argv.slice(2);
const files = ["systems", "datasets", "jobs", "results", "metrics"].map((noun) => `benchhub/v1/${noun}.proto`);
const { benchhub } = grpc.loadPackageDefinition(
  loader.loadSync(files, { includeDirs: [protos], longs: String, defaults: true, keepCase: true }),
);
const metadata = new grpc.Metadata();
if (apiKey) metadata.set("authorization", `Bearer ${apiKey}`);

const client = (service) => new benchhub.v1[service](authority, grpc.credentials.createInsecure());
const unary = (service, method, request) =>
  new Promise((resolve) =>
    client(service)[method](request, metadata, { deadline: Date.now() + 30_000 }, (error, answer) =>
      resolve(error ? { code: error.code, details: error.details } : answer),
    ),
  );
const stream = (service, method, request) =>
  new Promise((resolve) => {
    const messages = [];
    const call = client(service)[method](request, metadata, { deadline: Date.now() + 60_000 });
    call.on("data", (message) => messages.push(message));
    call.on("error", (error) => resolve({ code: error.code, details: error.details, messages }));
    call.on("end", () => resolve({ messages }));
  });

const commands = {
  systems: () => unary("SystemService", "ListSystems", { search: argument }),
  system: () => unary("SystemService", "GetSystem", { id: argument }),
  dataset: () => unary("DatasetService", "GetDataset", { id: argument }),
  datasets: () => unary("DatasetService", "ListDatasets", { search: argument }),
  submit: () => unary("JobService", "SubmitJob", JSON.parse(argument)),
  job: () => unary("JobService", "GetJob", { id: argument }),
  jobs: () => unary("JobService", "ListJobs", { status: argument }),
  cancel: () => unary("JobService", "CancelJob", { id: argument }),
  watch: () => stream("JobService", "WatchJob", { id: argument }),
  result: () => unary("ResultService", "GetResult", { id: argument }),
  metrics: () => unary("MetricService", "ListMetrics", { input: argument }),
  items: () => stream("ResultService", "ListItems", { id: argument }),
};
console.log(JSON.stringify(await commands[command]()));
process.exit(0);
