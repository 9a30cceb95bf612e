using System.Collections.Generic;

namespace Snnc.Cost.Advice;

/// <summary>How the energy of a network that spikes throughout grows, against that of the ANN. Points without a known energy are left out.</summary>
/// <param name="ByRate">Energy in joules by the rate of all layers, at the options' steps.</param>
/// <param name="BySteps">Energy by the steps, at the program's rates.</param>
/// <param name="AnnJ">What the ANN takes; null where unknown.</param>
public sealed record RateCurve(IReadOnlyList<(double Rate, double EnergyJ)> ByRate, IReadOnlyList<(double Steps, double EnergyJ)> BySteps, double? AnnJ);
