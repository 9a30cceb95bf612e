using Shouldly;
using Xunit;

namespace Snnc.Models.Tests.RandomNetworks;

public sealed class SelfComparisonTests
{
    /// <summary>As C# it is a warning, which a project may count as an error.</summary>
    [Fact]
    public void State_ComparedWithItself_CompilesWithoutWarning()
    {
        const string Text = """
            neuron guarded {
                state v = 0, n: int8 = 0;
                input i;
                update { v += log(i); if v != v { v = 0; n += n == n ? 1 : 0; } }
                spike when v > 1 { v = 0; }
            }
            network Guarded {
                time { step = 1 ms; steps = 16; }
                input x: signal[2];
                x -> n: guarded();
                output out = n;
                output v = n.v;
                output resets = n.n;
            }
            """;
        var inputs = new float[32];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (i % 5) - 1;
        }

        Agreement.Fault(new Subject(Text, new TensorStore(), _ => [inputs])).ShouldBeNull();
    }
}
