using System.Globalization;
using System.Text;

namespace Snnc.LanguageServer.Tests.Robustness;

/// <summary>Makes a program of very many nodes: convolutions and populations in a row, with bypasses, that compiles without errors.</summary>
internal static class LargeProgram
{
    /// <summary>The text of a program with so many nodes.</summary>
    public static string WithNodes(int count)
    {
        var text = new StringBuilder("/// Made for tests. 😀\nnetwork Large {\n    time { step = 1 ms; steps = 4; }\n    input x: spikes[16];\n    x -> n0: lif();\n");
        for (var i = 1; 2 * i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    n{i - 1} -> s{i}: scale(1 / {i + 1}) -> n{i}: lif(tau = {10 + (i % 7)} ms, threshold = 0.5);\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"    output y = last(n{((count + 1) / 2) - 1}.v);\n}}\n").ToString();
    }
}
