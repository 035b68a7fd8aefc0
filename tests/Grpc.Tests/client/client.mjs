// usage: node client.mjs <host:port> <scenario> [argument]; prints one JSON object.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';

const [server, scenario, argument] = process.argv.slice(2);
const protos = fileURLToPath(new URL('../Protos', import.meta.url));
const definition = loader.loadSync(['probe.proto', 'grpc/reflection/v1/reflection.proto'], {
  includeDirs: [protos], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true,
});
const packages = grpc.loadPackageDefinition(definition);
const credentials = grpc.credentials.createInsecure();
const probe = new packages.benchhub.probe.v1.Probe(server, credentials);

const status = ({ code, details, metadata }) => ({ code, details, metadata: metadata?.getMap?.() ?? {} });

const unary = (request, metadata = new grpc.Metadata(), options = {}) => new Promise(resolve => {
  const seen = {};
  const call = probe.Echo(request, metadata, options, (error, reply) =>
    resolve({ ...seen, reply, error: error && status(error) }));
  call.on('metadata', headers => { seen.headers = headers.getMap(); });
});

const stream = (call, onMessage = () => {}) => new Promise(resolve => {
  const messages = [];
  call.on('data', message => { messages.push(message); onMessage(message); });
  call.on('error', () => {});
  call.on('status', end => resolve({ messages, status: status(end) }));
});

const scenarios = {
  unary: () => {
    const metadata = new grpc.Metadata();
    metadata.set('x-tenant', 'acme');
    metadata.set('trace-bin', Buffer.from([255, 0]));
    return unary({ text: '안녕' }, metadata);
  },
  gzip: () => {
    const packed = new packages.benchhub.probe.v1.Probe(server, credentials, {
      'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip,
    });
    return new Promise(resolve => packed.Echo({ text: 'x'.repeat(10_000) }, (error, reply) =>
      resolve({ error: error && status(error), length: reply?.text.length })));
  },
  headers: () => unary({ act: 'headers' }),
  refuse: () => unary({ act: 'refuse' }),
  deadline: () => unary({ act: 'hang', text: argument }, new grpc.Metadata(), { deadline: Date.now() + 300 }),
  count: () => stream(probe.Count({ to: 5, act: argument })),
  cancel: () => {
    const call = probe.Count({ to: 2, act: 'hang', text: argument });
    return stream(call, message => { if (message.value === 2) call.cancel(); });
  },
  sum: () => new Promise(resolve => {
    const call = probe.Sum((error, reply) => resolve({ error: error && status(error), reply }));
    [1, 2, 39].forEach(value => call.write({ value }));
    call.end();
  }),
  chat: () => {
    const call = probe.Chat();
    call.write({ text: 'ping' });
    return stream(call, message => message.text === 'ping' ? call.write({ text: 'pong' }) : call.end());
  },
  reflect: () => {
    const reflection = new packages.grpc.reflection.v1.ServerReflection(server, credentials);
    const call = reflection.ServerReflectionInfo();
    call.write({ list_services: '' });
    call.write({ file_containing_symbol: argument });
    call.end();
    return stream(call);
  },
};

console.log(JSON.stringify(await scenarios[scenario]()));
process.exit(0);
