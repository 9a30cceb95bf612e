using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Snnc.Benchmarks.SpikeData).Assembly).Run(args);
