package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.chat.Penalties;
import dev.nearside.chat.Sampling;
import dev.nearside.error.InferenceFailed;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
    /** Probabilities 0.5, 0.25, 0.125, 0.0625, 0.0625 in another order. */
    private static final float[] LOGITS = logarithms(0.0625, 0.5, 0.125, 0.25, 0.0625);

    @Test
    void temperatureZeroTakesTheLikeliest() {
        assertThat(shares(LOGITS, sampling(0, 0, 1, 0))).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void temperatureOneFollowsTheModel() {
        assertThat(shares(LOGITS, sampling(1, 0, 1, 0)))
                .containsExactly(new double[] {0.0625, 0.5, 0.125, 0.25, 0.0625}, Offset.offset(0.015));
    }

    @Test
    void aLowTemperatureSharpens() {
        double sum = 0.25 + 0.0625 + 1 / 64.0 + 2 / 256.0;

        assertThat(shares(LOGITS, sampling(0.5, 0, 1, 0)))
                .containsExactly(
                        new double[] {1 / 256.0 / sum, 0.25 / sum, 1 / 64.0 / sum, 0.0625 / sum, 1 / 256.0 / sum},
                        Offset.offset(0.015));
    }

    @Test
    void topKKeepsTheLikeliestAndTheirRatio() {
        assertThat(shares(LOGITS, sampling(1, 2, 1, 0)))
                .containsExactly(new double[] {0, 2 / 3.0, 0, 1 / 3.0, 0}, Offset.offset(0.015));
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        assertThat(shares(LOGITS, sampling(1, 0, 0.6, 0)))
                .containsExactly(new double[] {0, 2 / 3.0, 0, 1 / 3.0, 0}, Offset.offset(0.015));
        assertThat(shares(LOGITS, sampling(1, 0, 0.5, 0))).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void topPMeasuresWhatTopKLeft() {
        assertThat(shares(LOGITS, sampling(1, 2, 0.6, 0))).containsExactly(0, 1, 0, 0, 0);
    }

    @Test
    void minPKeepsWhatIsLikelyBesideTheLikeliest() {
        assertThat(shares(LOGITS, sampling(1, 0, 1, 0.3)))
                .containsExactly(new double[] {0, 2 / 3.0, 0, 1 / 3.0, 0}, Offset.offset(0.015));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void topKAndTopPAreThoseOfASort(long seed) {
        Random random = new Random(seed);
        float[] logits = new float[5000];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (random.nextGaussian() * 4);
        }
        double topP = 0.2 + 0.75 * random.nextDouble();
        int topK = 1 + random.nextInt(300);

        assertThat(reached(logits, sampling(1, 0, topP, 0))).isSubsetOf(nucleus(logits, 5000, topP));
        assertThat(reached(logits, sampling(1, topK, topP, 0))).isSubsetOf(nucleus(logits, topK, topP));
    }

    @Test
    void aBiasMovesAToken() {
        Sampling banned = new Sampling(0, 0, 1, 0, Penalties.NONE, Map.of(1, -100.0), null);

        assertThat(sampler(banned, 1).next(LOGITS)).isEqualTo(3);
    }

    @Test
    void penaltiesMakeTokensOfTheAnswerLessLikely() {
        Sampling presence = new Sampling(0, 0, 1, 0, new Penalties(1, 1, 0), Map.of(), null);
        Sampler sampler = sampler(presence, 1);

        assertThat(new int[] {sampler.next(LOGITS), sampler.next(LOGITS), sampler.next(LOGITS), sampler.next(LOGITS)})
                .as("0.5 less e-fold is 0.18, 0.25 is 0.09, both once only")
                .containsExactly(1, 3, 1, 1);
    }

    @Test
    void frequencyCountsEachTime() {
        Sampling frequency = new Sampling(0, 0, 1, 0, new Penalties(1, 0, 0.5), Map.of(), null);
        Sampler sampler = sampler(frequency, 1);

        assertThat(new int[] {sampler.next(LOGITS), sampler.next(LOGITS), sampler.next(LOGITS), sampler.next(LOGITS)})
                .as("after two e-halves 0.5 is 0.18, below 0.25; then 0.25 is 0.15")
                .containsExactly(1, 1, 3, 1);
    }

    @Test
    void theRepetitionPenaltyCountsThePromptToo() {
        float[] logits = {2, 4, 3.5f, -1, -1.2f};
        Sampling repetition = new Sampling(0, 0, 1, 0, new Penalties(1.5, 0, 0), Map.of(), null);
        Sampler sampler = sampler(repetition, 1);

        sampler.readPrompt(new int[] {1, 3});

        assertThat(sampler.next(logits)).as("4 / 1.5 is less than 3.5").isEqualTo(2);
        assertThat(sampler.next(logits)).as("3.5 / 1.5 is less than 4 / 1.5").isEqualTo(1);
    }

    @Test
    void aSeedMakesTheSameChoices() {
        Sampling sampling = sampling(1, 0, 0.99, 0);
        Sampler first = sampler(sampling, 42);
        int[] once = new int[50];
        Arrays.setAll(once, i -> first.next(LOGITS));
        Sampler second = sampler(sampling, 42);
        int[] twice = new int[50];
        Arrays.setAll(twice, i -> second.next(LOGITS));

        assertThat(twice).isEqualTo(once);
        assertThat(once).contains(1, 3);
    }

    @Test
    void theGeneratorOfRandomNumbersIsSplitMix() {
        SplitMix random = new SplitMix(1234567);

        assertThat(random.nextDouble())
                .as("6457827717110365317 >>> 11")
                .isEqualTo((6457827717110365317L >>> 11) * 0x1p-53);
        assertThat(random.nextDouble()).isEqualTo((3203168211198807973L >>> 11) * 0x1p-53);
    }

    @Test
    void logitsThatAreNoNumbersAreAnError() {
        float[] broken = new float[5];
        Arrays.fill(broken, Float.NaN);

        assertThatThrownBy(() -> sampler(Sampling.GREEDY, 1).next(broken)).isInstanceOf(InferenceFailed.class);
        assertThatThrownBy(() -> sampler(Sampling.DEFAULT, 1).next(broken)).isInstanceOf(InferenceFailed.class);
    }

    private static Sampling sampling(double temperature, int topK, double topP, double minP) {
        return new Sampling(temperature, topK, topP, minP, Penalties.NONE, Map.of(), null);
    }

    private static Sampler sampler(Sampling sampling, long seed) {
        return new Sampler(sampling, new SamplerScratch(5), seed, null);
    }

    private static double[] shares(float[] logits, Sampling sampling) {
        Sampler sampler = new Sampler(sampling, new SamplerScratch(logits.length), 3, null);
        double[] shares = new double[logits.length];
        for (int i = 0; i < 20_000; i++) {
            shares[sampler.next(logits)] += 1 / 20_000.0;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.round(shares[i] * 1e6) / 1e6;
        }
        return shares;
    }

    private static Set<Integer> reached(float[] logits, Sampling sampling) {
        Sampler sampler = new Sampler(sampling, new SamplerScratch(logits.length), 3, null);
        Set<Integer> reached = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            reached.add(sampler.next(logits));
        }
        return reached;
    }

    /** The tokens that may be drawn, by definition: sorted, cut, added up. */
    private static Set<Integer> nucleus(float[] logits, int topK, double topP) {
        Integer[] ids = new Integer[logits.length];
        Arrays.setAll(ids, i -> i);
        Arrays.sort(ids, (a, b) -> Float.compare(logits[b], logits[a]));
        double total = 0;
        for (int i = 0; i < topK; i++) {
            total += Math.exp(logits[ids[i]]);
        }
        Set<Integer> kept = new TreeSet<>();
        double mass = 0;
        for (int i = 0; i < topK && mass < topP * total; i++) {
            mass += Math.exp(logits[ids[i]]);
            kept.add(ids[i]);
        }
        return kept;
    }

    private static float[] logarithms(double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.log(probabilities[i]);
        }
        return logits;
    }
}
