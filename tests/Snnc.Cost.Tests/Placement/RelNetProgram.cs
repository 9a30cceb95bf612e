using System.Globalization;
using System.Linq;
using System.Text;

namespace Snnc.Cost.Tests.Placement;

/// <summary>The network of <see cref="RelNet"/> as a program: the same populations and connections, written in the language.</summary>
internal static class RelNetProgram
{
    private const string Weights = "weight = uniform(-1, 1, seed = 1), bias = none";

    /// <summary>Its text.</summary>
    public static string Text()
    {
        var text = new StringBuilder("network RelNet {\n    time { step = 1 ms; steps = 143; }\n");
        for (var sentence = 0; sentence <= 20; sentence++)
        {
            Lstm(text, sentence);
        }

        for (var copy = 0; copy < 34; copy++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    s{(copy < 20 ? copy : 20)} -> sparse(one_to_one, weight = 5) -> r{copy};\n    r{copy}[200]: lif();\n");
        }

        var pairs = (from i in Enumerable.Range(0, 20) from j in Enumerable.Range(i, 20 - i) select (i, j)).ToList();
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            Pair(text, pair, [pairs[pair].i, pairs[pair].j, 20 + (pair % 14)]);
        }

        text.Append(CultureInfo.InvariantCulture, $$"""
                total[256]: lif();
                total -> dense(256, {{Weights}}) -> f0: lif() -> dense(256, {{Weights}}) -> f1: lif() -> dense(180, {{Weights}}) -> readout: lif();
                output answer = count(readout);
            }
            """);
        return text.ToString();
    }

    private static void Lstm(StringBuilder text, int sentence) => text.Append(CultureInfo.InvariantCulture, $$"""
            input w{{sentence}}: spikes[180];
            w{{sentence}} -> sparse(one_to_one, weight = 5) -> words{{sentence}};
            words{{sentence}}[180]: lif();
            words{{sentence}} -> dense(200, {{Weights}}) -> s{{sentence}};
            s{{sentence}} -> dense(200, {{Weights}}, delay = 1 ms) -> s{{sentence}};
            s{{sentence}}[200]: lif();

        """);

    private static void Pair(StringBuilder text, int pair, int[] sources)
    {
        foreach (var source in sources)
        {
            text.Append(CultureInfo.InvariantCulture, $"    r{source} -> dense(256, {Weights}) -> p{pair}_0;\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    p{pair}_0[256]: lif();\n    p{pair}_0 ");
        for (var layer = 1; layer < 4; layer++)
        {
            text.Append(CultureInfo.InvariantCulture, $"-> dense(256, {Weights}) -> p{pair}_{layer}: lif() ");
        }

        text.Append("-> sparse(one_to_one, weight = 1) -> total;\n");
    }
}
