using System.Linq;
using System.Text;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Tests.Native;

/// <summary>
/// A C program that feeds a network's native code from the file in.bin, and writes its answers to out.bin: for each sample (step) the status, of a stream
/// the flags of the outputs, the outputs. After the fourth step of a stream it saves the states, disturbs and loads them.
/// </summary>
internal static class CDriver
{
    /// <param name="memory">An expression for the instance: <c>Digits_create()</c>, or <c>fixed()</c>, which uses no heap.</param>
    public static string Text(INetwork network, string memory, string weights)
    {
        var text = new StringBuilder();
        var name = network.Name;
        text.Append($"""
            #include "{name}.h"
            #include <stdint.h>
            #include <stdio.h>
            #include <stdlib.h>

            """);
        for (var k = 0; k < network.Inputs.Count; k++)
        {
            text.Append($"static float in{k}[{RunArguments.LengthOf(network, network.Inputs[k])}];\n");
        }

        for (var k = 0; k < network.Outputs.Count; k++)
        {
            text.Append($"static {(network.Outputs[k].IsInt ? "int64_t" : "float")} out{k}[{RunArguments.LengthOf(network, network.Outputs[k])}];\n");
        }

        var reads = string.Join(" && ", network.Inputs.Select((_, k) => $"fread(in{k}, 1, sizeof in{k}, in) == sizeof in{k}"));
        var writes = string.Join(" ", network.Outputs.Select((_, k) => $"fwrite(out{k}, 1, sizeof out{k}, out);"));
        var call = network.IsStream ? $"{name}_step(network, inputs, outputs, ready)" : $"{name}_run(network, sample, inputs, outputs)";
        var disturb = network.IsStream
            ? $"if (sample == 3) {{ void *kept = malloc((size_t){name}_state_size()); {name}_save(network, kept); {name}_reset(network); "
                + $"{call}; {name}_load(network, kept); free(kept); }}" : "";
        text.Append($$"""
            {{(memory == "fixed()" ? Fixed(name, weights) : "")}}
            int main(void) {
                FILE *in = fopen("in.bin", "rb"), *out = fopen("out.bin", "wb");
                {{name}} *network = {{memory}};
                const float *inputs[] = { {{string.Join(", ", network.Inputs.Select((_, k) => $"in{k}"))}} };
                void *outputs[] = { {{string.Join(", ", network.Outputs.Select((_, k) => $"out{k}"))}} };
                uint8_t ready[{{network.Outputs.Count}}] = { 0 };
                if (network == NULL || in == NULL || out == NULL) return 1;
                for (int64_t sample = 0; {{reads}}; sample++) {
                    int32_t status = {{call}};
                    fwrite(&status, 1, sizeof status, out);
                    fwrite(ready, 1, sizeof ready, out);
                    {{writes}}
                    {{disturb}}
                }
                {{(memory == "fixed()" ? "" : $"{name}_free(network);")}}
                return fclose(in) + fclose(out);
            }

            """);
        return text.ToString();
    }

    private static string Fixed(string name, string weights) => $$"""
        static {{name}} *fixed(void) {
            static unsigned char bytes[{{name}}_SIZE + {{name}}_ALIGNMENT];
            uintptr_t start = ((uintptr_t)bytes + {{name}}_ALIGNMENT - 1) / {{name}}_ALIGNMENT * {{name}}_ALIGNMENT;
            {{name}}_init(({{name}} *)start, {{weights}});
            return ({{name}} *)start;
        }
        """;
}
