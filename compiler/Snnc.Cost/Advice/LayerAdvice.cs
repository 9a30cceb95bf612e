namespace Snnc.Cost.Advice;

/// <summary>A layer both ways. Null is unknown.</summary>
/// <param name="Name">The connection.</param>
/// <param name="Spikes">Whether it spikes in the program.</param>
/// <param name="AnnJ">The energy as a layer of an ANN.</param>
/// <param name="SpikingJ">The energy as a layer of spikes.</param>
/// <param name="Rate">The spikes per input and step that this is for.</param>
/// <param name="BreakEvenRate">The rate below which spikes cost less; 0 where they never do, 1 where they always do.</param>
/// <param name="BreakEvenSteps">The most steps in which spikes cost less.</param>
/// <param name="NeuronShare">The share of the spiking layer's energy that its neurons and their states take.</param>
public sealed record LayerAdvice(
    string Name, bool Spikes, double? AnnJ, double? SpikingJ, double Rate, double? BreakEvenRate, int? BreakEvenSteps, double? NeuronShare);
