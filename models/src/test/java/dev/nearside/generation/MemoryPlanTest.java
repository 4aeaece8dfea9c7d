package dev.nearside.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.catalog.ModelNeeds;
import dev.nearside.error.NotEnoughMemory;
import dev.nearside.error.ProviderUnavailable;
import dev.nearside.generation.MemoryPlan.Limit;
import dev.nearside.runtime.ExecutionProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlanTest {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    /** SmolLM2 135M. */
    private static final ModelNeeds SMALL = needs(132 * MIB, 30, 3, 46_080);

    /** A llama of eight billion parameters in four bits. */
    private static final ModelNeeds LARGE = needs(4600 * MIB, 32, 8, 262_144);

    private static ModelNeeds needs(long weights, int layers, int heads, long cache) {
        return new ModelNeeds(Map.of("wasm", weights, "webgpu", weights), layers, heads, cache, 8192);
    }

    @Test
    void aSmallModelHasAllOfItsContextOnAUsualDevice() {
        MemoryPlan plan = MemoryPlan.of(SMALL, ExecutionProvider.WASM, new DeviceMemory(8 * GIB, 0));

        assertThat(plan.contextLength()).isEqualTo(8192);
        assertThat(plan.limit()).isEqualTo(Limit.NONE);
        assertThat(plan.download()).isEqualTo(132 * MIB);
        assertThat(plan.cache()).isEqualTo(4L * 46_080 * 8192);
        assertThat(plan.text()).contains("about 460 MiB", "8,192 tokens, the model’s longest");
    }

    @Test
    void aSmallDeviceHasAShorterContextAndSaysWhy() {
        MemoryPlan plan = MemoryPlan.of(SMALL, ExecutionProvider.WASM, new DeviceMemory(2 * GIB, 0));

        assertThat(plan.contextLength()).isBetween(1024, 4096);
        assertThat(plan.contextLength() % 64).isZero();
        assertThat(plan.limit()).isEqualTo(Limit.DEVICE);
        assertThat(plan.total()).isLessThanOrEqualTo(GIB);
        assertThat(plan.text()).contains("For the model’s 8,192 there is too little", "this device’s memory");
    }

    @Test
    void aModelBeyondFourGibibytesDoesNotFitWebAssemblyWhateverTheDevice() {
        MemoryPlan plan = MemoryPlan.of(LARGE, ExecutionProvider.WASM, new DeviceMemory(64 * GIB, 0));

        assertThat(plan.fits()).isFalse();
        assertThat(plan.limit()).isEqualTo(Limit.HEAP);
        assertThatThrownBy(plan::require)
                .isInstanceOf(NotEnoughMemory.class)
                .hasMessageStartingWith("It does not fit here")
                .hasMessageContaining("WebAssembly has no more than 4.0 GiB");
    }

    @Test
    void aBufferOfTheGpuBoundsTheContext() {
        MemoryPlan plan = MemoryPlan.of(SMALL, ExecutionProvider.WEBGPU, new DeviceMemory(8 * GIB, MIB));

        assertThat(plan.limit()).isEqualTo(Limit.GPU_BUFFER);
        assertThat((long) plan.contextLength() * 3 * 64 * 4).isLessThanOrEqualTo(MIB);
        assertThat(plan.fits()).isTrue();
    }

    @Test
    void aBrowserThatDoesNotTellIsTakenForFourGibibytes() {
        MemoryPlan unknown = MemoryPlan.of(SMALL, ExecutionProvider.WASM, new DeviceMemory(0, 0));

        assertThat(unknown).isEqualTo(MemoryPlan.of(SMALL, ExecutionProvider.WASM, new DeviceMemory(4 * GIB, 0)));
    }

    @Test
    void aProviderWithoutAGraphHasNoPlan() {
        DeviceMemory device = new DeviceMemory(8 * GIB, 0);

        assertThatThrownBy(() -> MemoryPlan.of(SMALL, ExecutionProvider.CPU, device))
                .isInstanceOf(ProviderUnavailable.class)
                .hasMessageContaining("cpu");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 8, 16, 32})
    void moreMemoryNeverLeavesAShorterContext(long gibibytes) {
        for (ModelNeeds needs : new ModelNeeds[] {SMALL, LARGE}) {
            for (ExecutionProvider provider :
                    new ExecutionProvider[] {ExecutionProvider.WASM, ExecutionProvider.WEBGPU}) {
                MemoryPlan less = MemoryPlan.of(needs, provider, new DeviceMemory(gibibytes * GIB, 2 * GIB));
                MemoryPlan more = MemoryPlan.of(needs, provider, new DeviceMemory(2 * gibibytes * GIB, 2 * GIB));

                assertThat(more.contextLength()).isGreaterThanOrEqualTo(less.contextLength());
            }
        }
    }
}
