using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>
/// A network that runs, whatever runs it. Errors of the data come as <see cref="RunException"/>, errors of the weights as
/// <see cref="TensorFormatException"/>. An instance is for one thread at a time.
/// </summary>
public interface INetworkRunner : INetwork
{
    /// <summary>Gets the back end's name, as <c>snnc run --backend</c> takes it.</summary>
    string Backend { get; }

    /// <summary>A second instance with states of its own, for another thread; nothing is compiled again.</summary>
    INetworkRunner CreateAnother();

    /// <inheritdoc/>
    INetwork INetwork.Clone()
    {
        var clone = CreateAnother();
        clone.LoadState(SaveState());
        return clone;
    }
}
