namespace BenchHub.Grains;

internal static class PersistentStateExtensions
{
    extension<T>(IPersistentState<T> state) where T : class
    {
        /// <summary>Moves to the next state and stores it; false when nothing changed. Memory never runs ahead of storage.</summary>
        public async Task<bool> Advance(T next)
        {
            var current = state.State;
            if (ReferenceEquals(next, current))
            {
                return false;
            }

            state.State = next;
            try
            {
                await state.WriteStateAsync();
                return true;
            }
            catch
            {
                state.State = current;
                throw;
            }
        }
    }
}
