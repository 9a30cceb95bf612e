using System.Linq;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Tests.Native;

/// <summary>What <see cref="CDriver"/> is, for a WebAssembly module in node.</summary>
internal static class WasmDriver
{
    public static string Text(INetwork network)
    {
        string Lengths(System.Collections.Generic.IEnumerable<ValueInfo> values) => string.Join(", ", values.Select(value =>
            RunArguments.LengthOf(network, value) * (value.IsInt ? sizeof(long) : sizeof(float))));
        return $$"""
            const fs = require("fs");
            const env = Object.fromEntries(Object.getOwnPropertyNames(Math).map(name => [name, Math[name]]));
            WebAssembly.instantiate(fs.readFileSync("{{network.Name}}.wasm"), { env }).then(({ instance }) => {
                const net = instance.exports, [inputs, outputs] = [[{{Lengths(network.Inputs)}}], [{{Lengths(network.Outputs)}}]];
                let top = net.__heap_base.value;
                const take = bytes => { const at = Math.ceil(top / 64) * 64; top = at + bytes; return at; };
                const self = take(Number(net.{{network.Name}}_size()));
                const [given, taken] = [inputs.map(take), outputs.map(take)];
                const [givenTable, takenTable] = [take(4 * given.length), take(4 * taken.length)];
                net.memory.grow(Math.max(0, Math.ceil((top - net.memory.buffer.byteLength) / 65536)));
                new Uint32Array(net.memory.buffer, givenTable).set(given);
                new Uint32Array(net.memory.buffer, takenTable).set(taken);
                net.{{network.Name}}_init(self, net.{{network.Name}}_weights.value);
                const file = fs.readFileSync("in.bin"), answers = [];
                for (let at = 0, sample = 0n; at < file.length; sample++) {
                    given.forEach((to, k) => { file.copy(new Uint8Array(net.memory.buffer), to, at, at + inputs[k]); at += inputs[k]; });
                    answers.push(Buffer.from(Int32Array.of(net.{{network.Name}}_run(self, sample, givenTable, takenTable)).buffer));
                    answers.push(Buffer.alloc(taken.length));
                    taken.forEach((from, k) => answers.push(Buffer.from(new Uint8Array(net.memory.buffer, from, outputs[k]))));
                }
                fs.writeFileSync("out.bin", Buffer.concat(answers));
            });
            """;
    }
}
