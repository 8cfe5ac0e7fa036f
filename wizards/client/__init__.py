from . import law_client_transition
<<<<<<< HEAD
from . import law_relation_add
=======
from . import law_client_update_return
>>>>>>> ec10b7a (Client update form: a lawyer proposes, a client manager checks and posts)
