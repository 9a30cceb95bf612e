using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>Instances of one network that share the samples of batches among threads. A call allocates nothing.</summary>
public sealed class NetworkPool
{
    private readonly INetwork[] _networks;
    private readonly BatchTeam<INetwork> _team;
    private readonly Action<INetwork, int, int> _run;
    private long _firstSample;
    private float[][] _inputs = [];
    private Array[] _outputs = [];

    /// <summary>Makes a pool with as many threads as instances.</summary>
    /// <param name="networks">Instances of the same network; they are the pool's from here on.</param>
    public NetworkPool(IEnumerable<INetwork> networks)
    {
        _networks = [.. networks];
        _team = new BatchTeam<INetwork>(_networks);
        _run = (network, from, count) => network.RunBatch(_firstSample, from, from + count, _inputs, _outputs);
    }

    /// <summary>Makes a pool of clones of a network.</summary>
    /// <param name="network">Is the pool's from here on.</param>
    /// <param name="threads">How many, with the caller's.</param>
    public NetworkPool(INetwork network, int threads)
        : this(Enumerable.Range(0, threads).Select(i => i == 0 ? network : network.Clone()))
    {
    }

    /// <summary>Runs the samples of arrays whose first axis is the sample; results do not depend on the threads. One call at a time.</summary>
    /// <param name="firstSample">The index, in the data, of the first.</param>
    /// <exception cref="SnncRunException">The data of a sample asks for what there is not.</exception>
    public void RunBatch(long firstSample, int samples, float[][] inputs, Array[] outputs)
    {
        (_firstSample, _inputs, _outputs) = (firstSample, inputs, outputs);
        try
        {
            _team.Run(_networks[0], samples, _networks.Length, _run, default);
        }
        finally
        {
            (_inputs, _outputs) = ([], []);
        }
    }
}
